package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageRequestTest {
    @ParameterizedTest
    @Tag("S-36")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'stream':true} | {'stream_options':{'include_usage':true},'stream':true}",
                "  { 'stream' : true } |{'stream_options':{'include_usage':true}, 'stream' : true }",
                "{'stream':true,'stream_options':null} | {'stream':true,'stream_options':{'include_usage':true}}",
                "{'stream_options':null,'stream':true} | {'stream_options':{'include_usage':true},'stream':true}",
                "{'stream':true,'stream_options':{}} | {'stream':true,'stream_options':{'include_usage':true}}",
                "{'stream':true,'stream_options':{ }} | {'stream':true,'stream_options':{'include_usage':true }}",
                "{'stream':true,'stream_options':{'a':[1,{}]}} | "
                        + "{'stream':true,'stream_options':{'include_usage':true,'a':[1,{}]}}",
                "{'stream_options':{'include_usage':false},'stream':true} | "
                        + "{'stream_options':{'include_usage':true},'stream':true}",
                "{'stream':true,'stream_options':{'a':'b','include_usage': false ,'c':1}} | "
                        + "{'stream':true,'stream_options':{'a':'b','include_usage': true ,'c':1}}",
                "{'stream':true,'stream_options':{'include_usage':null}} | "
                        + "{'stream':true,'stream_options':{'include_usage':true}}",
                "{'stream':true,'x':{'stream_options':{'include_usage':true}}} | "
                        + "{'stream_options':{'include_usage':true},'stream':true,'x':{'stream_options':{'include_usage':true}}}",
            })
    void aStreamIsAskedForItsUsage(String body, String asked) {
        PromptFacts facts = Prompts.chat(body);

        assertEquals(
                asked.replace('\'', '"').strip(),
                Prompts.edited(Prompts.bytes(body), facts.accounting()).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'stream':false,'stream_options':{'include_usage':false}}",
                "{'stream':null}",
                "{'stream':true,'stream_options':{'include_usage':true}}",
                "{'stream_options':{'x':1,'include_usage':true},'stream':true}"
            })
    void whatSaysItsUsageAnywayStaysAsItIs(String body) {
        assertEquals(List.of(), Prompts.chat(body).accounting());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RESPONSES", "MESSAGES", "EMBEDDINGS", "COUNT_TOKENS", "OTHER"})
    void otherApisAreNotAsked(LlmApi api) {
        assertEquals(List.of(), Prompts.read(api, "{'stream':true}").accounting());
    }
}
