import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An upstream whose answers are streams of server-sent events, as many and as far apart as the prompt says ({@code events=20
 * every=100}, milliseconds). Each event carries the moment it was written, in nanoseconds of the clock that all processes of a
 * machine share; the first goes out with the head. The argument is the port.
 */
class SlowUpstream {
    private static final Pattern WANTED = Pattern.compile("events=(\\d+) every=(\\d+)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String START = "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
            + "\"model\":\"gpt-5-mini\",\"choices\":[";

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 4096, InetAddress.getByName("127.0.0.1"))) {
            System.out.println("listening");
            while (true) {
                Socket caller = server.accept();
                caller.setTcpNoDelay(true);
                Thread.startVirtualThread(() -> serve(caller));
            }
        }
    }

    private static void serve(Socket caller) {
        try (caller) {
            InputStream in = caller.getInputStream();
            for (String request = next(in); !request.isEmpty(); request = next(in)) {
                answer(request, caller.getOutputStream());
            }
        } catch (IOException e) {
            // who asked has gone
        }
    }

    /** A request's head and body; empty at the end of the connection. */
    private static String next(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        for (int end = -1; end < 0 || text.length() < end; ) {
            int read = in.read(buffer);
            if (read < 0) {
                return "";
            }
            text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
            end = end(text);
        }
        return text.toString();
    }

    private static int end(StringBuilder text) {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return -1;
        }
        Matcher length = LENGTH.matcher(text).region(0, head);
        return head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
    }

    private static void answer(String request, OutputStream out) throws IOException {
        Matcher wanted = WANTED.matcher(request);
        boolean isSaid = wanted.find();
        int events = isSaid ? Integer.parseInt(wanted.group(1)) : 1;
        long every = isSaid ? Long.parseLong(wanted.group(2)) * 1_000_000 : 0;
        long due = System.nanoTime();
        for (int i = 0; i < events; i++) {
            for (; System.nanoTime() < due; ) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            write(out, (i == 0 ? HEAD : "") + chunk(event()));
            due += every;
        }
        String usage = request.contains("\"include_usage\"") ? START
                + "],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":12,\"total_tokens\":21}}" : "";
        write(out, (usage.isEmpty() ? "" : chunk(usage)) + chunk("[DONE]") + "0\r\n\r\n");
    }

    private static String event() {
        return START + "{\"index\":0,\"delta\":{\"content\":\"t=" + System.nanoTime() + " \"},\"finish_reason\":null}]}";
    }

    private static String chunk(String data) {
        String event = "data: " + data + "\n\n";
        return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
