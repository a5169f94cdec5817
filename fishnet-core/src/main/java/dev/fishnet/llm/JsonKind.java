package dev.fishnet.llm;

/** What a JSON value is. */
enum JsonKind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
}
