package dev.fishnet.cli.daemon;

import dev.fishnet.error.ErrorKind;
import dev.fishnet.error.FishnetException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The address of {@code audit.checkpoint_url}: gets each checkpoint by PUT, without anything that would let it know
 * more of this machine. No proxy, no redirect, no waiting beyond the time.
 *
 * @param extraRoots trusted beside the JDK's
 * @param time for all of it
 */
record CheckpointUrl(URI url, List<X509Certificate> extraRoots, Duration time) implements Outlet {
    private static final int GOOD = 2;
    private static final int HUNDRED = 100;

    @Override
    public void put(Signed checkpoint) throws FishnetException {
        HttpClient client = client();
        try {
            int status = send(client, checkpoint.note());
            if (status / HUNDRED != GOOD) {
                throw failed("it answered " + status, null);
            }
        } finally {
            client.shutdownNow();
        }
    }

    /** One for each time: what is used once an hour keeps no thread. */
    private HttpClient client() throws FishnetException {
        try {
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(time)
                    .sslContext(Trust.context(extraRoots))
                    .build();
        } catch (GeneralSecurityException | IOException e) {
            throw failed("the trusted certificates cannot be read", e);
        }
    }

    private int send(HttpClient client, String note) throws FishnetException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("content-type", "text/plain; charset=utf-8")
                .header("user-agent", "fishnet")
                .PUT(HttpRequest.BodyPublishers.ofString(note, StandardCharsets.UTF_8))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (ExecutionException e) {
            throw failed(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw failed("no answer within " + time.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("Fishnet is ending", e);
        } finally {
            answer.cancel(true);
        }
    }

    private FishnetException failed(String why, @Nullable Throwable cause) {
        return new FishnetException(ErrorKind.UNAVAILABLE, "it was not sent to " + url + ": " + why, null, cause);
    }
}
