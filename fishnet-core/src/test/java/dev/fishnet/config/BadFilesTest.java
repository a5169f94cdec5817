package dev.fishnet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.storage.ConfigFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, in which words, and for which line. */
class BadFilesTest {
    @ParameterizedTest
    @Tag("S-28")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "port = 4000 | 1: unknown key 'port'; 'fishnet policy schema' lists what there is",
                "[gateway]¶prot = 4000 | 2: unknown key 'gateway.prot'; the nearest known key is 'gateway.port'",
                "[gatway]¶port = 4000 | 1: unknown key 'gatway'; 'fishnet policy schema' lists what there is",
                "[llm]¶¶dayly_budget_usd = 5 | 3: unknown key 'llm.dayly_budget_usd'; the nearest known key is 'llm.daily_budget_usd'",
                "[agents.claude]¶usr = 'x' | 2: unknown key 'agents.claude.usr'; the nearest known key is 'agents.claude.user'",
                "[agents.'a.b']¶usr = 'x' | 2: unknown key 'agents.\"a.b\".usr'; the nearest known key is 'agents.\"a.b\".user'",
                "llm.secrets.mod = 'deny' | 1: unknown key 'llm.secrets.mod'; the nearest known key is 'llm.secrets.mode'",
                "[custom.x]¶base_url = 'https://x.example'¶auth_value_env = 'X' | 3: unknown key 'custom.x.auth_value_env'; put the key into the vault: fishnet add-key --service custom.NAME",
                "[dashboard]¶spend_history_days = 3 | 1: unknown key 'dashboard'; Fishnet has no dashboard yet",
                "[onchain]¶enabled = true | 1: unknown key 'onchain'; Fishnet has no on-chain signing yet",
                "llm = 5 | 1: 'llm' is a table: [llm]",
                "[llm.daily_budget_usd]¶x = 5 | 1: llm.daily_budget_usd: an amount in dollars is needed: 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[[agents]]¶user = 'x' | 1: 'agents' is a table: [agents]",
            })
    void aKeyThatDoesNotExistIsRefused(String toml, String message) {
        assertEquals(List.of(message), problems(toml));
    }

    @ParameterizedTest
    @Tag("S-28")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[gateway]¶port = 0 | 2: gateway.port: out of range: it must be 1 to 65535",
                "[gateway]¶port = 65536 | 2: gateway.port: out of range: it must be 1 to 65535",
                "[gateway]¶port = '4000' | 2: gateway.port: a whole number is needed: 1 to 65535",
                "[gateway]¶port = 4000.5 | 2: gateway.port: a whole number is needed: 1 to 65535",
                "[gateway]¶port = 1979-05-27 | 2: gateway.port: a whole number is needed: 1 to 65535",
                "[gateway]¶host = '0.0.0.0' | 2: gateway.host: it must be one of \"127.0.0.1\", \"::1\", \"localhost\"",
                "[llm]¶rate_limit_per_minute = 0 | 2: llm.rate_limit_per_minute: 0 is no limit that anything fits in; write \"unlimited\" for none",
                "[llm]¶rate_limit_per_minute = 1000001 | 2: llm.rate_limit_per_minute: out of range: it must be 1 to 1000000, or \"unlimited\"",
                "[llm]¶daily_budget_usd = -1 | 2: llm.daily_budget_usd: out of range: it must be 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[llm]¶daily_budget_usd = 0.0000001 | 2: llm.daily_budget_usd: out of range: it must be 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[llm]¶daily_budget_usd = nan | 2: llm.daily_budget_usd: an amount in dollars is needed: 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[llm]¶daily_budget_usd = 1e300 | 2: llm.daily_budget_usd: out of range: it must be 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[llm]¶daily_budget_usd = 'none' | 2: llm.daily_budget_usd: an amount in dollars is needed: 0 to 1000000000, at most six decimals, or \"unlimited\"",
                "[llm]¶budget_warning_pct = 101 | 2: llm.budget_warning_pct: out of range: it must be 0 to 100",
                "[llm.secrets]¶mode = 'Deny' | 2: llm.secrets.mode: it must be one of \"ignore\", \"alert\", \"redact\", \"deny\"",
                "[llm.prompt_drift]¶ignore_whitespace = 'yes' | 2: llm.prompt_drift.ignore_whitespace: true or false is needed, without quotes",
                "[llm]¶allowed_models = 'gpt-5' | 2: llm.allowed_models: a list is needed: [ ... ]",
                "[llm]¶allowed_models = ['gpt-5', 5] | 2: llm.allowed_models: entry 2: a text in quotes is needed",
                "[llm]¶allowed_models = ['*5'] | 2: llm.allowed_models: entry 1: not the name of a model, nor the beginning of one with '*' after it",
                "[upstreams.openai]¶base_url = 'not a url' | 2: upstreams.openai.base_url: not a URL",
                "[upstreams.openai]¶allowed_endpoints = [] | 2: upstreams.openai.allowed_endpoints: an empty list would leave open what it means: leave the key out for the default, or write [\"* /**\"] for everything",
                "[agents.claude]¶rate_limit_per_minute = 'unlimited' | 2: agents.claude.rate_limit_per_minute: a whole number is needed: 1 to 1000000",
                "[binance]¶recv_window_ms = 60001 | 2: binance.recv_window_ms: out of range: it must be 1 to 60000",
                "[custom.x]¶base_url='https://x.example'¶auth_header = 'Host' | 3: custom.x.auth_header: a key cannot be sent as 'host'",
                "[audit]¶durability = 'disk' | 2: audit.durability: it must be one of \"process\", \"power\"",
                "[audit]¶checkpoint_file = 'checkpoint' | 2: audit.checkpoint_file: the path of a file is needed, from / on",
                "[audit]¶checkpoint_file = '/var/' | 2: audit.checkpoint_file: the path of a file is needed, from / on",
                "[audit]¶checkpoint_url = 'not a url' | 2: audit.checkpoint_url: not a URL",
                "[audit]¶checkpoint_url = 'http://w.example/log' | 2: audit.checkpoint_url: expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or localhost), without user, query or fragment",
                "[audit]¶checkpoint_url = 'https://me:pw@w.example/' | 2: audit.checkpoint_url: expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or localhost), without user, query or fragment",
                "[audit]¶checkpoint_url = 'https://w.example/?t=1' | 2: audit.checkpoint_url: expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or localhost), without user, query or fragment",
                "[audit]¶checkpoint_url = 'file:///etc/passwd' | 2: audit.checkpoint_url: expected https://HOST[:PORT][/PATH] (http only to 127.0.0.1, [::1] or localhost), without user, query or fragment",
                "[audit]¶checkpoint_minutes = 0 | 2: audit.checkpoint_minutes: out of range: it must be 1 to 10080",
                "[firewall]¶allow_ports = [22, 0] | 2: firewall.allow_ports: entry 2: out of range: it must be 1 to 65535",
            })
    void aValueThatIsNotOfItsKindIsRefused(String toml, String message) {
        assertEquals(List.of(message), problems(toml));
    }

    @ParameterizedTest
    @Tag("S-28")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[agents.Claude]¶user = 'x' | 1: agents.Claude: not the name of an agent: expected a lower-case letter, then at most 31 lower-case letters, digits, '_' or '-'",
                "[agents.a]¶user = 'x'¶[agents.b]¶user = 'x' | 4: agents.b.user: 'x' is the account of agent 'a' already, and the account is how an agent is known",
                "[agents.a]¶upstreams = ['opnai'] | 2: agents.a.upstreams: there is no upstream opnai; there are anthropic, openai",
                "[agents.a]¶upstreams = ['binance'] | 2: agents.a.upstreams: 'binance' is switched off: [binance] needs enabled = true",
                "[agents.a]¶upstreams = ['openai']¶[agents.a.anthropic]¶allowed_models = ['x'] | 3: agents.a.anthropic: 'anthropic' is not among the agent's upstreams",
                "[agents.a.github]¶rate_limit_per_minute = 5 | 1: agents.a.github: there is no upstream github; there are anthropic, openai",
                "[custom.x]¶speaks = 'plain' | 1: custom.x: base_url is required",
                "[custom.openai]¶base_url = 'https://x.example' | 1: 'openai' has a meaning already; call the upstream something else",
                "[custom.upstreams]¶base_url = 'https://x.example' | 1: 'upstreams' has a meaning already; call the upstream something else",
                "[custom.GitHub]¶base_url = 'https://x.example' | 1: not a name: [custom.NAME] takes a lower-case letter, then at most 31 lower-case letters, digits, '_' or '-'",
                "[llm.model_pricing.m]¶input_per_million_usd = 1 | 1: llm.model_pricing.m: output_per_million_usd, context_tokens, max_output_tokens are required",
                "[llm.unpriced_models]¶action = 'assume' | 1: llm.unpriced_models: input_per_million_usd, output_per_million_usd, context_tokens, max_output_tokens are required with action = \"assume\"",
                "[firewall]¶allow_ports = [22] | 2: firewall.allow_ports needs firewall.strict = true",
            })
    void whatDoesNotFitTogetherIsRefused(String toml, String message) {
        assertEquals(List.of(message), problems(toml));
    }

    @ParameterizedTest
    @Tag("S-28")
    @CsvSource(
            delimiter = '|',
            value = {"[gateway]¶port = 1¶port = 2|3", "[gateway]¶[gateway]|2", "[gateway|1", "a = \"x¶b = 1|1"})
    void whatIsNotTomlIsRefused(String toml, int line) {
        List<String> problems = problems(toml);

        assertTrue(problems.getFirst().startsWith(line + ": not TOML: "), problems.toString());
    }

    @Test
    void everyProblemIsToldByItsLine() {
        assertEquals(
                List.of(
                        "1: unknown key 'x'; 'fishnet policy schema' lists what there is",
                        "3: gateway.port: out of range: it must be 1 to 65535",
                        "4: gateway.host: it must be one of \"127.0.0.1\", \"::1\", \"localhost\""),
                problems("x = 1¶[gateway]¶port = 0¶host = ''"));
    }

    @Test
    void aTextOverSeveralLinesDoesNotShiftTheLinesBelow() {
        assertEquals(
                List.of("4: unknown key 'gateway.prot'; the nearest known key is 'gateway.port'"),
                problems("custom.x = { base_url = \"\"\"https://x.example\\¶   \"\"\" }¶[gateway]¶prot = 1"));
    }

    @Test
    void aVariableThatIsNoGoodIsNamed() {
        Reading reading =
                Reading.of(Document.EMPTY, name -> name.equals("FISHNET_PORT") ? Optional.of("abc") : Optional.empty());

        assertEquals(
                "FISHNET_PORT: gateway.port: a whole number is needed: 1 to 65535",
                reading.problems().getFirst().text("f"));
    }

    @Test
    void aFileNestedWithoutEndIsRefused() {
        List<String> problems = problems("a = " + "[".repeat(100_000));

        assertTrue(problems.getFirst().startsWith("1: not TOML"), problems.getFirst());
    }

    private static List<String> problems(String toml) {
        byte[] text = toml.replace('¶', '\n').getBytes(StandardCharsets.UTF_8);
        return Reading.of(ConfigFile.documentOf(text), name -> Optional.empty()).problems().stream()
                .map(problem -> problem.text("").substring(1))
                .toList();
    }
}
