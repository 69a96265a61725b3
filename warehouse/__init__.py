"""Where data lives: the engine, the paths of a home, publishing, read access. No SQL of the models, no file formats."""
