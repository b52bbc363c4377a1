//! What holds for the engine as a whole. Host only: files are read and properties tried.

mod cases;
mod generated;
mod mutated;
mod patterns;
