"""The steps that bring a store of any age to the tables of today. No step is edited once it was released."""
