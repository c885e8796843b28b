"""Many files at once: which ones, where to, by how many processes, and what was already done."""
