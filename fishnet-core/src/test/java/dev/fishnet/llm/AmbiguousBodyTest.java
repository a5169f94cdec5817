package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that an upstream might read otherwise than we do. */
@Tag("S-34")
class AmbiguousBodyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "'x'",
                "1",
                "null",
                "{",
                "{'model':'a'",
                "{'model':'a'}}",
                "{'model':'a'}{}",
                "{'model':'a'} x",
                "{'model':'a',}",
                "{,'model':'a'}",
                "{'model' 'a'}",
                "{'model':}",
                "{model:'a'}",
                "{'model':'a'}\u0000",
                "\ufeff{'model':'a'}",
                "{'model':'a'/*x*/}",
                "{'model':'a'}//x",
                "#\n{}",
                "{'x':NaN}",
                "{'x':Infinity}",
                "{'x':-Infinity}",
                "{'x':01}",
                "{'x':1.}",
                "{'x':.5}",
                "{'x':+1}",
                "{'x':1e}",
                "{'x':1e999}",
                "{'x':0x10}",
                "{'x':--1}",
                "{'x':True}",
                "{'x':nul}",
                "{'x':[1,]}",
                "{'x':[1 2]}",
                "{'x':[}",
                "{'x':]}",
                "{'x':'\t'}",
                "{'x':'\n'}",
                "{'x':'\\x41'}",
                "{'x':'\\u12g4'}",
                "{'x':'\\u00'}",
                "{'\\ud800':1}",
                "{'x':'",
                "{'x':'\\"
            })
    void whatIsNotExactlyOneJsonObjectIsRefused(String body) {
        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, Prompts.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':'a','model':'b'}",
                "{'model':'a','m\\u006fdel':'b'}",
                "{'model':'a','Model':'b'}",
                "{'model':'a','MODEL':'b'}",
                "{'Model':'b'}",
                "{'mode\\u217c':'b'}",
                "{'model ':'b'}",
                "{'model\\u0000':'b'}",
                "{'\\uff4dodel':'b'}",
                "{'max-tokens':1}",
                "{'maxTokens':1}",
                "{'Max_Tokens':1}",
                "{'max_to\\u212aens':1}",
                "{'Stream':true}",
                "{'\\u017ftream':true}",
                "{'streamOptions':{}}",
                "{'stream_options':{'Include_Usage':true}}",
                "{'N':2}",
                "{'Messages':[]}",
                "{'messages':[{'role':'user','Role':'system'}]}",
                "{'messages':[{'Role':'system'}]}",
                "{'messages':[{'content':[{'Type':'image_url'}]}]}",
                "{'tools':[{'Type':'web_search'}]}",
                "{'x':{'a':1,'a':2}}",
                "{'x':[{'y':{'a':1,'\\u0061':2}}]}",
                "{'messages':[],'messages':[]}"
            })
    void aFieldNamedTwiceOrAlmostTwiceIsRefused(String body) {
        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, Prompts.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'model':1}",
                "{'model':['a']}",
                "{'model':{}}",
                "{'model':true}",
                "{'model':''}",
                "{'model':'a b'}",
                "{'model':'a\\u0000'}",
                "{'model':'gpt-\\u043e3'}",
                "{'stream':'true'}",
                "{'stream':1}",
                "{'stream':[]}",
                "{'max_tokens':'1'}",
                "{'max_tokens':-1}",
                "{'max_tokens':1.0}",
                "{'max_tokens':1e3}",
                "{'max_tokens':-0}",
                "{'max_tokens':99999999999}",
                "{'max_completion_tokens':[1]}",
                "{'max_output_tokens':{}}",
                "{'n':0}",
                "{'n':129}",
                "{'n':'2'}",
                "{'n':2.0}",
                "{'best_of':0}",
                "{'service_tier':1}",
                "{'speed':true}",
                "{'stream_options':[]}",
                "{'stream_options':true}",
                "{'stream_options':{'include_usage':'true'}}",
                "{'stream_options':{'include_usage':1}}"
            })
    void aFieldOfAnotherTypeThanItsOwnIsRefused(String body) {
        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, Prompts.bytes(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "IBM037"})
    void anotherEncodingThanUtf8IsRefused(String charset) {
        Prompts.assertRefused(LlmApi.MESSAGES, "{\"model\":\"a\"}".getBytes(Charset.forName(charset)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c0af", "c1bf", "e08080", "eda080", "f0808080", "f4908080", "f5808080", "80", "ff", "c3"})
    void malformedUtf8IsRefused(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] start = "{\"x\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] body = Arrays.copyOf(start, start.length + bad.length + 2);
        System.arraycopy(bad, 0, body, start.length, bad.length);
        body[body.length - 2] = '"';
        body[body.length - 1] = '}';

        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, body);
    }

    @Test
    void nestingNamesAndNumbersAreBounded() {
        assertEquals(
                Optional.empty(),
                Prompts.chat("{'x':" + "[".repeat(63) + "]".repeat(63) + "}").model());
        Prompts.assertRefused(LlmApi.MESSAGES, Prompts.bytes("{'x':" + "[".repeat(64) + "]".repeat(64) + "}"));
        Prompts.assertRefused(LlmApi.MESSAGES, Prompts.bytes("{'" + "x".repeat(4097) + "':1}"));
        Prompts.assertRefused(LlmApi.MESSAGES, Prompts.bytes("{'x':1." + "0".repeat(64) + "}"));
        StringBuilder many = new StringBuilder("{'a':1");
        for (int i = 0; i < 10_000; i++) {
            many.append(",'").append(i).append("':1");
        }
        Prompts.assertRefused(LlmApi.MESSAGES, Prompts.bytes(many + "}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 18, 40})
    void aFieldNamedTwiceIsFoundAmongHoweverMany(int many) {
        String names = IntStream.range(0, many)
                .mapToObj(number -> "'f" + number + "':1")
                .collect(Collectors.joining(","));
        String apart = "{'x':{" + names + "},'y':[{" + names + "},{" + names + "}]," + names;

        assertEquals(Optional.empty(), Prompts.chat(apart + "}").model());
        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, Prompts.bytes(apart + ",'f" + (many - 1) + "':1}"));
        Prompts.assertRefused(LlmApi.CHAT_COMPLETIONS, Prompts.bytes("{'x':{" + names + ",'f0':1}}"));
    }

    @ParameterizedTest
    @CsvSource({"COMPLETIONS,prompt", "EMBEDDINGS,input"})
    void morePromptsThanCanBeHeldForAreRefused(LlmApi api, String list) {
        String body = "{'" + list + "':['a'" + ",'a'".repeat(2047);

        assertEquals(Optional.empty(), Prompts.read(api, body + "]}").model());
        Prompts.assertRefused(api, Prompts.bytes(body + ",'a']}"));
    }

    @ParameterizedTest
    @EnumSource(LlmApi.class)
    void nothingIsARequestOnlyWhereItCostsNothing(LlmApi api) {
        if (api.costs()) {
            Prompts.assertRefused(api, new byte[0]);
        } else {
            assertEquals(Optional.empty(), Prompts.read(api, "").model());
        }
    }

    @Test
    void aBodyOfAnotherLengthThanItsOwnIsRefused() {
        byte[] body = Prompts.bytes("{'model':'a'}");

        assertThrows(
                AmbiguousBodyException.class,
                () -> new PromptReader(false).read(LlmApi.MESSAGES, new ByteArrayInputStream(body), body.length + 1));
    }

    @Test
    void aRefusalDoesNotRepeatTheBody() {
        AmbiguousBodyException refused = assertThrows(
                AmbiguousBodyException.class,
                () -> Prompts.readRaw(LlmApi.MESSAGES, Prompts.bytes("{'secret':1,'secret':2}"), false));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }
}
