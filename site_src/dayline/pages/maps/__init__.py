"""Maps: event locations, viewports and labels."""
