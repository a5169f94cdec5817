package dev.fishnet.llm;

/** What a JSON value is. */
enum JsonKind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL;

    static JsonKind ofScalar(String text) {
        return switch (text) {
            case "true", "false" -> BOOLEAN;
            case "null" -> NULL;
            default -> NUMBER;
        };
    }
}
