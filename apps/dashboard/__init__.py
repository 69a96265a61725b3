"""The dashboard: pages over the published tables, in Streamlit. Computes no business figure and writes nothing."""
