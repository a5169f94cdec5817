package dev.fishnet.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A line of a table of request bodies, {@code evasions/bodies.txt} and those like it, which say how they are written.
 *
 * @param outcome {@code passes}, {@code becomes} or the code of a refusal
 * @param rule which of the policies it is held to
 * @param body as it is sent
 * @param arrives as the upstream gets it, if it gets it
 * @param lines header lines, and what else to do with the body
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record Evasion(
        String outcome, String rule, String tries, String target, byte[] body, byte[] arrives, List<String> lines) {
    private static final String MARK_OF_RESULT = " => ";
    private static final String HI = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final String TOOL =
            "{\"type\":\"function\",\"function\":{\"name\":\"look\",\"description\":\"Looks.\"}}";
    private static final Map<String, String> WORDS = Map.of(
            "hi", HI,
            "big", "\"max_tokens\":9000",
            "user", "{\"role\":\"user\",\"content\":\"hi\"}",
            "sys", "{\"role\":\"system\",\"content\":\"You are a clerk.\"}",
            "tool", TOOL,
            "tools", "\"tools\":[" + TOOL + "]",
            "key", "AKIAIOSFODNN7EXAMPLE");
    private static final Map<String, String> ENDPOINTS = Map.of(
            "chat", "/proxy/openai/v1/chat/completions",
            "messages", "/proxy/anthropic/v1/messages",
            "count_tokens", "/proxy/anthropic/v1/messages/count_tokens");
    private static final Pattern WORD = Pattern.compile("\\$([a-z]+)");
    private static final Pattern REPEATED = Pattern.compile("<\\*([0-9]+):((?:[^<>]|<[0-9a-f]{2}>)*)>");
    private static final Pattern OCTET = Pattern.compile("<([0-9a-f]{2})>");
    private static final Pattern ENCODING = Pattern.compile("(utf-[0-9a-z]+|gzip|deflate):(.*)", Pattern.DOTALL);

    /** What a table in {@code evasions/} has. */
    static Stream<Evasion> of(String table) {
        return lines(table).map(Evasion::ofLine);
    }

    static Stream<String> lines(String table) {
        try (InputStream in = Evasion.class.getResourceAsStream("/evasions/" + table)) {
            String text = new String(Objects.requireNonNull(in, table).readAllBytes(), US_ASCII);
            return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Evasion ofLine(String line) {
        String[] fields = line.split("\t", -1);
        boolean becomes = fields[0].equals("becomes");
        int mark = fields[4].indexOf(MARK_OF_RESULT);
        String sent = becomes ? fields[4].substring(0, mark) : fields[4];
        String arrives = becomes ? fields[4].substring(mark + MARK_OF_RESULT.length()) : sent;
        List<String> lines = Arrays.stream(fields)
                .skip(5)
                .map(text -> new String(octets(text), ISO_8859_1))
                .toList();
        return new Evasion(fields[0], fields[1], fields[2], target(fields[3]), octets(sent), octets(arrives), lines);
    }

    private static String target(String endpoint) {
        String name = endpoint.replaceFirst("[^a-z_].*", "");
        String path = ENDPOINTS.get(name);
        return path == null ? "/proxy/openai/v1/" + endpoint : path + endpoint.substring(name.length());
    }

    private static byte[] octets(String written) {
        String words = WORD.matcher(written).replaceAll(m -> quoted(WORDS.getOrDefault(m.group(1), m.group())));
        String text = REPEATED.matcher(words).replaceAll(m -> quoted(m.group(2).repeat(Integer.parseInt(m.group(1)))));
        String latin1 =
                OCTET.matcher(text).replaceAll(m -> quoted(String.valueOf((char) Integer.parseInt(m.group(1), 16))));
        Matcher encoded = ENCODING.matcher(latin1);
        return encoded.matches() ? encoded(encoded.group(1), encoded.group(2)) : latin1.getBytes(ISO_8859_1);
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }

    private static byte[] encoded(String coding, String text) {
        if (coding.startsWith("utf-")) {
            return text.getBytes(Charset.forName(coding));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                coding.equals("gzip") ? new GZIPOutputStream(packed) : new DeflaterOutputStream(packed)) {
            out.write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    boolean isRefused() {
        return !outcome.equals("passes") && !outcome.equals("becomes");
    }

    /** The request, to the byte. */
    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder("POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\n");
        lines.stream()
                .filter(line -> !line.startsWith("chunks: ") && !line.startsWith("trailer: ") && !line.startsWith("-"))
                .forEach(line -> head.append(line).append("\r\n"));
        if (lines.stream().noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("content-type"))) {
            head.append("Content-Type: application/json\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] framed = framed(head);
        all.writeBytes((head + "\r\n").getBytes(ISO_8859_1));
        all.writeBytes(framed);
        return all.toByteArray();
    }

    private byte[] framed(StringBuilder head) {
        int size = Integer.parseInt(said("chunks: ", "0"));
        if (size > 0) {
            head.append("Transfer-Encoding: chunked\r\n");
            return chunks(size);
        }
        if (head.indexOf("Transfer-Encoding:") < 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        return body;
    }

    private byte[] chunks(int size) {
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length; from += size) {
            String data = new String(body, from, Math.min(size, body.length - from), ISO_8859_1);
            chunks.append(Integer.toHexString(data.length()))
                    .append("\r\n")
                    .append(data)
                    .append("\r\n");
        }
        String trailer = said("trailer: ", "");
        chunks.append("0\r\n")
                .append(trailer)
                .append(trailer.isEmpty() ? "" : "\r\n")
                .append("\r\n");
        return chunks.toString().getBytes(ISO_8859_1);
    }

    private String said(String what, String otherwise) {
        return lines.stream()
                .filter(line -> line.startsWith(what))
                .findFirst()
                .map(line -> line.substring(what.length()))
                .orElse(otherwise);
    }

    @Override
    public String toString() {
        return rule + ": " + tries + ": " + outcome;
    }
}
