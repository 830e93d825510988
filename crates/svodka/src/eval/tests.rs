//! Annotations of our own, looked up and held against readings.
