"""The pages of the dashboard, one file a page; streamlit_app.py registers them. Not imported by anything else."""
