"""graphkit: who said what, who cited whom, who disputes it, and who reported it."""
