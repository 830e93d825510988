//! Averaged perceptrons with hashed features: the one learning machine behind tags, trees and names.
