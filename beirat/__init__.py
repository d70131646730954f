"""Beirat: was ein Migrationsbeirat berät, beschließt und beantwortet bekommt."""
