"""From corpus files to an index generation: load, split, embed, build, switch. The assistant never imports this."""
