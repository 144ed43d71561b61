"""What leaves Kawat: the published JSON shape of a result, and pages to look at."""
