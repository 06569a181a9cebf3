"""The process that runs Python programs inside Kaizen's sandbox. Not for use outside of it."""
