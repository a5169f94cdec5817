package dev.fishnet.testkit;

/** Status line and header lines, without the blank line that ends them. */
final class ResponseHead {
    private ResponseHead() {}

    static String of(int status, String... headerLines) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason(status))
                .append("\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static String reason(int status) {
        return switch (status) {
            case 100 -> "Continue";
            case 103 -> "Early Hints";
            case 200 -> "OK";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            default -> "Status";
        };
    }
}
