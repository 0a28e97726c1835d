"""Programs that make the tables of `steppe/regions/`; `SOURCES.md` there has their order and inputs."""
