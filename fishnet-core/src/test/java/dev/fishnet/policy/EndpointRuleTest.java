package dev.fishnet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRuleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/models           | GET    | /v1/models",
                "GET /v1/models           | GET    | /v1/models/",
                "GET /v1/models/          | GET    | /v1/models",
                "* /v1/models             | PATCH  | /v1/models",
                "GET,HEAD /v1/models      | HEAD   | /v1/models",
                "GET /v1/models/*         | GET    | /v1/models/gpt-5",
                "GET /v1/models/*         | GET    | /v1/models/my%20model",
                "DELETE /repos/**         | DELETE | /repos",
                "DELETE /repos/**         | DELETE | /repos/",
                "DELETE /repos/**         | DELETE | /repos/o/r",
                "DELETE /repos/**/hooks   | DELETE | /repos/hooks",
                "DELETE /repos/**/hooks   | DELETE | /repos/o/r/hooks",
                "DELETE /repos/**/hooks   | DELETE | /repos/hooks/hooks",
                "GET /**/a/**/b           | GET    | /x/a/a/y/a/b",
                "GET /**/*                | GET    | /x",
                "GET /                    | GET    | /",
                "GET /**                  | GET    | /",
                "POST /v1/a:b@c,d         | POST   | /v1/a:b@c,d",
                "GET /.well-known/x       | GET    | /.well-known/x"
            })
    void aRuleMeansThisRequest(String rule, String method, String path) {
        assertTrue(EndpointRule.of(rule).matches(method, path));
        assertTrue(EndpointRule.of(rule).couldMatch(method, path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/models           | POST   | /v1/models",
                "GET,POST /v1/models      | DELETE | /v1/models",
                "* /v1/models             | BREW   | /v1/models",
                "* /v1/models             | get    | /v1/models",
                "GET /v1/models           | GET    | /v1/models/gpt-5",
                "GET /v1/models           | GET    | /v1",
                "GET /v1/models/*         | GET    | /v1/models",
                "GET /v1/models/*         | GET    | /v1/models/",
                "GET /v1/models/*         | GET    | /v1/models/a/b",
                "GET /v1/*/x              | GET    | /v1//x",
                "DELETE /repos/**         | DELETE | /reposx/o",
                "DELETE /repos/**         | DELETE | /x/repos/o",
                "DELETE /repos/**/hooks   | DELETE | /repos/o/r/hooks/1",
                "GET /**/a/**/b           | GET    | /x/b/a/y",
                "GET /**/*                | GET    | /",
                "GET /                    | GET    | /v1",
                "GET /a.b                 | GET    | /axb"
            })
    void aRuleDoesNotMeanThatOne(String rule, String method, String path) {
        assertFalse(EndpointRule.of(rule).matches(method, path));
        assertFalse(EndpointRule.of(rule).couldMatch(method, path));
    }

    @Tag("S-41")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /v1/files            | GET    | /v1/FILES",
                "GET /v1/Files            | GET    | /V1/files",
                "GET /v1/files            | GET    | /v1/files;x=1",
                "GET /v1/files            | GET    | /v1;a/files;b/",
                "GET /v1/files            | GET    | /v1/files%20",
                "GET /v1/files            | GET    | /v1/files.",
                "GET /v1/files            | GET    | /v1/files%20.",
                "GET /v1/files            | GET    | /v1/%20/files",
                "GET /v1/files            | GET    | /v1/%EF%BD%86iles",
                "GET /v1/files            | GET    | /v1/f%C4%B1les",
                "GET /v1/files            | GET    | /v1/file%C5%BF",
                "GET /v1/files            | HEAD   | /v1/files",
                "POST /a!b                | POST   | /a%21b",
                "POST /a+b                | POST   | /a+b",
                "DELETE /repos/*/*        | DELETE | /Repos/o/%20",
                "DELETE /repos/*/*        | DELETE | /Repos/o/..."
            })
    void whatSomeServerTakesForTheSameCouldBeMeant(String rule, String method, String path) {
        assertTrue(EndpointRule.of(rule).couldMatch(method, path));
    }

    @Tag("S-41")
    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/FILES", "/v1/files;x=1", "/v1/files%20", "/v1/files.", "/v1//files", "/v1/%EF%BD%86iles"})
    void whatIsAllowedIsAllowedAsItIsWritten(String path) {
        assertFalse(EndpointRule.of("GET /v1/files").matches("GET", path));
        assertFalse(EndpointRule.of("GET /v1/files").matches("HEAD", "/v1/files"));
    }

    @ParameterizedTest
    @CsvSource({"GET /a, POST", "POST /a, HEAD", "HEAD /a, GET", "* /a, TRACE"})
    void anotherMethodIsNotMeant(String rule, String method) {
        assertFalse(EndpointRule.of(rule).couldMatch(method, "/a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "GET",
                "/v1/files",
                "GET/v1/files",
                "GET  /v1/files",
                "GET\t/v1/files",
                " GET /v1/files",
                "GET v1/files",
                "GET *",
                "get /v1/files",
                "Get /v1/files",
                "GTE /v1/files",
                "TRACE /v1/files",
                "CONNECT /v1/files",
                "GET,get /v1/files",
                "GET,GET /v1/files",
                "GET, POST /v1/files",
                "GET,,POST /v1/files",
                ",GET /v1/files",
                "GET, /v1/files",
                "*,GET /v1/files",
                "** /v1/files",
                "GET /v1//files",
                "GET //v1/files",
                "GET //",
                "GET /v1/files//",
                "GET /v1/fi*",
                "GET /v1/*s",
                "GET /v1/***",
                "GET /v1/./files",
                "GET /v1/../files",
                "GET /..",
                "GET /v1/...",
                "GET /v1/files?x=1",
                "GET /v1/files#x",
                "GET /v1/my%20files",
                "GET /v1/files;x",
                "GET /v1/files ",
                "GET /v1/my files",
                "GET /v1\\files",
                "GET /v1/fïles",
                "GET /v1/files\n",
                "GET /v1/{id}"
            })
    void aTextThatIsNoRuleIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> EndpointRule.of(text));
    }

    @Test
    void aRuleIsAtMost512CharactersLong() {
        String longest = "GET /" + "a".repeat(507);

        assertTrue(EndpointRule.of(longest).matches("GET", longest.substring(4)));
        assertThrows(IllegalArgumentException.class, () -> EndpointRule.of(longest + "a"));
    }

    /** A matcher that tried every way of dealing out the segments would take longer than the universe has. */
    @Test
    void manyAsterisksTakeNoTime() {
        EndpointRule rule = EndpointRule.of("GET /" + "**/a/".repeat(100) + "b");
        String path = "/a".repeat(4000);

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertFalse(rule.couldMatch("GET", path)));
    }

    @Test
    void aRuleIsItsText() {
        EndpointRule rule = EndpointRule.of("GET,HEAD /v1/models/*");

        assertEquals("GET,HEAD /v1/models/*", rule.toString());
        assertEquals(EndpointRule.of("GET,HEAD /v1/models/*"), rule);
        assertEquals(EndpointRule.of("GET,HEAD /v1/models/*").hashCode(), rule.hashCode());
        assertNotEquals(EndpointRule.of("HEAD,GET /v1/models/*"), rule);
        assertFalse(rule.equals((Object) "GET,HEAD /v1/models/*"));
    }
}
