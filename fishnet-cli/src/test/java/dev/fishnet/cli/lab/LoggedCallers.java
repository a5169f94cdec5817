package dev.fishnet.cli.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Who calls the gateway of a {@link LoggedLab}: the agents a and b, and an account that it does not know. */
final class LoggedCallers {
    private final World world;
    private final int port;
    private final String b;
    private final String stranger;

    LoggedCallers(World world, int port) {
        this.world = world;
        this.port = port;
        b = world.newAccount("b");
        stranger = world.newAccount("c");
    }

    String nameOfB() {
        return b;
    }

    String nameOfTheStranger() {
        return stranger;
    }

    /** The command prefix that runs as that caller. */
    List<String> a() {
        return world.asAgentOutside();
    }

    List<String> b() {
        return world.asOutside(b);
    }

    List<String> stranger() {
        return world.asOutside(stranger);
    }

    /** Of the answer to a prompt the status, and the code when it is a refusal. */
    String ask(List<String> asWhom, String model) {
        return told(curl(asWhom, prompt(model)));
    }

    /** The same of a request that costs nothing. */
    String askForModels(List<String> asWhom) {
        return told(curl(asWhom, url("/proxy/openai/v1/models")));
    }

    String health() {
        return told(curl(stranger(), url("/health")));
    }

    /** Sends a prompt whose answer nobody waits for. */
    void askAndGoOn(List<String> asWhom, String model) throws IOException {
        Path output = Files.createTempFile(world.folder("rwx------"), "curl", "");
        Process curl = Run.start(argv(asWhom, prompt(model)), Map.of(), Path.of("."), output);
        world.undo().add(curl::destroyForcibly);
    }

    private String[] prompt(String model) {
        String body = """
                {"model":"%s","messages":[{"role":"user","content":"fish"}],"max_completion_tokens":16}""".formatted(model);
        String url = url("/proxy/openai/v1/chat/completions");
        return new String[] {"-H", "content-type: application/json", "-d", body, url};
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static Run curl(List<String> asWhom, String... arguments) {
        return Run.of(argv(asWhom, arguments), Map.of());
    }

    private static List<String> argv(List<String> asWhom, String... arguments) {
        return Run.join(Run.join(asWhom, "curl", "-sS", "-i", "--max-time", "20"), arguments);
    }

    private static String told(Run curl) {
        String answer = curl.mustSucceed().output();
        String status = answer.substring(9, 12);
        return answer.contains("\"code\":\"")
                ? status + " " + answer.replaceAll("(?s).*\"code\":\"([a-z_]+)\".*", "$1")
                : status;
    }
}
