-- Records made or mended here, found by when they were changed.
CREATE INDEX source_by_hand ON source (changed) WHERE by_hand = 1;
