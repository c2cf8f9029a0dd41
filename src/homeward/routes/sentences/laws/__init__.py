"""The laws of release that are written, each a folder: articles, dated parameters, worked examples."""
