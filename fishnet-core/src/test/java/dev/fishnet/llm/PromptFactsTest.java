package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fishnet.spend.Tier;
import dev.fishnet.upstream.Dialect;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFactsTest {
    @Test
    void aModelIsTakenAsItIsWrittenAndNullIsNone() {
        assertEquals(
                Optional.of("gpt-5"), Prompts.chat("{'model':'gpt\\u002d5'}").model());
        assertEquals(
                Optional.empty(),
                Prompts.chat("{'model':null,'stream':null,'n':null}").model());
        assertTrue(Prompts.chat("{'stream':true}").streamed());
        assertFalse(Prompts.chat("{'stream':false}").streamed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CHAT_COMPLETIONS | {} | -1 | 1",
                "CHAT_COMPLETIONS | {'max_tokens':5} | 5 | 1",
                "CHAT_COMPLETIONS | {'max_tokens':5,'max_completion_tokens':9,'n':3} | 9 | 3",
                "CHAT_COMPLETIONS | {'max_completion_tokens':5,'max_tokens':9} | 9 | 1",
                "CHAT_COMPLETIONS | {'max_tokens':5,'prediction':{'type':'content','content':'x'}} | -1 | 1",
                "COMPLETIONS | {'prompt':'a'} | -1 | 1",
                "COMPLETIONS | {'prompt':['a','b','c'],'max_tokens':7,'n':2,'best_of':4} | 7 | 12",
                "COMPLETIONS | {'prompt':[1,2,3],'n':2} | -1 | 2",
                "COMPLETIONS | {'prompt':[[1],[2,3]]} | -1 | 2",
                "RESPONSES | {'max_output_tokens':8,'max_tokens':5,'n':3} | 8 | 1",
                "MESSAGES | {'max_tokens':1024} | 1024 | 1",
                "EMBEDDINGS | {'input':['a','b']} | 0 | 1",
            })
    void anAnswersLimitAndNumberAreTheApisOwn(LlmApi api, String body, long limit, int answers) {
        PromptFacts facts = Prompts.read(api, body);

        assertEquals(limit < 0 ? OptionalLong.empty() : OptionalLong.of(limit), facts.outputTokens());
        assertEquals(answers, facts.answers());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | STANDARD | ",
                "{'service_tier':'auto'} | STANDARD | ",
                "{'service_tier':'standard_only'} | STANDARD | ",
                "{'service_tier':'flex'} | FLEX | ",
                "{'service_tier':'priority'} | PRIORITY | ",
                "{'service_tier':'flex','speed':'fast'} | PRIORITY | ",
                "{'service_tier':'gold'} | STANDARD | service_tier",
                "{'speed':'ludicrous'} | STANDARD | service_tier",
            })
    void theTierIsWhatTheRequestAsksFor(String body, Tier tier, String unpriced) {
        PromptFacts facts = Prompts.messages(body);

        assertEquals(tier, facts.tier());
        assertEquals(unpriced == null ? List.of() : List.of(unpriced), facts.unpriced());
    }

    @Test
    @Tag("S-35")
    void aPromptOfTextHasNoMoreTokensThanBytesAndAFrame() {
        String body = "{'messages':[{'role':'user','content':'hi'}]}";

        assertEquals(OptionalLong.of(body.length() + 512), Prompts.chat(body).inputTokens());
        assertEquals(OptionalLong.of(0), Prompts.read(LlmApi.COUNT_TOKENS, body).inputTokens());
    }

    @Test
    @Tag("S-35")
    void whatATokenizerSpellsOutIsCountedAsItSpellsIt() {
        String ligature = "{'input':'\ufdfa'}"; // 3 bytes; 18 letters when it is spelled out
        long plain = ligature.getBytes(StandardCharsets.UTF_8).length + 512L;

        assertEquals(
                OptionalLong.of(plain + 30),
                Prompts.read(LlmApi.EMBEDDINGS, ligature).inputTokens());
        assertEquals(
                OptionalLong.of(plain + 5 + 30),
                Prompts.read(LlmApi.EMBEDDINGS, "{'input':'','\ufdfa':1}").inputTokens());
        assertEquals(33, Normalizer.normalize("\ufdfa", Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @Tag("S-35")
    @CsvSource({"1, 2", "true, 2", "-5, 2", "1e15, 1100", "5E-324, 1100"})
    void numbersThatMayBeWrittenOutAreCountedSo(String number, int more) {
        String body = "{'n':1,'x':[" + number + "]}";

        assertEquals(
                OptionalLong.of(body.length() + 512 + more), Prompts.chat(body).inputTokens());
    }

    @Test
    @Tag("S-35")
    void toolsBringAFrameOfTheirOwn() {
        String body = "{'tools':[{'name':'f','input_schema':{}},{'type':'bash_20250124','name':'bash'}]}";

        assertEquals(
                OptionalLong.of(body.length() + 512 + 2 * 1024),
                Prompts.messages(body).inputTokens());
    }

    @ParameterizedTest
    @Tag("S-35")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "CHAT_COMPLETIONS | {'messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':'x'}}]}]}",
                "CHAT_COMPLETIONS | {'messages':[{'role':'user','content':[{'image_url':{'url':'x'}}]}]}",
                "CHAT_COMPLETIONS | {'messages':[{'role':'user','content':[{'type':'file','file':{'file_id':'x'}}]}]}",
                "CHAT_COMPLETIONS | {'messages':[{'role':'assistant','audio':{'id':'x'}}]}",
                "CHAT_COMPLETIONS | {'messages':[{'role':'user','content':[{'type':'hologram'}]}]}",
                "MESSAGES | {'messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'x'}}]}]}",
                "MESSAGES | {'messages':[{'role':'user','content':[{'type':'document','source':{'type':'text'}}]}]}",
                "MESSAGES | {'messages':[{'role':'user','content':[{'type':'tool_result','content':[{'type':'image'}]}]}]}",
                "MESSAGES | {'messages':[{'role':'user','content':[{'type':'container_upload','file_id':'x'}]}]}",
                "MESSAGES | {'mcp_servers':[{'type':'url'}]}",
                "MESSAGES | {'context_management':{'edits':[{'type':'compact_20260112'}]}}",
                "RESPONSES | {'input':[{'type':'message','role':'user','content':[{'type':'input_image'}]}]}",
                "RESPONSES | {'input':[{'type':'item_reference','id':'x'}]}",
                "RESPONSES | {'input':[{'id':'x'}]}",
                "RESPONSES | {'input':[{'type':'function_call_output','output':[{'type':'input_file','file_id':'x'}]}]}",
                "RESPONSES | {'input':'x','previous_response_id':'y'}",
                "RESPONSES | {'input':'x','conversation':'y'}",
                "RESPONSES | {'prompt':{'id':'x'}}",
                "RESPONSES | {'tools':[{'type':'file_search','vector_store_ids':['x']}]}",
                "RESPONSES | {'input':[{'type':'reasoning','id':'rs_1','summary':[]}]}",
                "RESPONSES | {'input':[{'type':'reasoning','id':'rs_1','encrypted_content':null,'summary':[]}]}",
                "RESPONSES | {'input':[{'type':'reasoning','encrypted_content':'x'},{'type':'reasoning','id':'rs_1'}]}",
            })
    void whatIsNotInTheRequestOrNotTextIsTheWholeContext(LlmApi api, String body) {
        assertEquals(OptionalLong.empty(), Prompts.read(api, body).inputTokens());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'messages':[{'role':'assistant','content':[{'type':'tool_use','input':{'type':'image','file':'x'}}]}]}",
                "{'messages':[{'role':'user','content':[{'type':'tool_result','content':[{'type':'text','text':'x'}]}]}]}",
                "{'messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'x','signature':'y'}]}]}",
                "{'context_management':{'edits':[{'type':'clear_thinking_20251015'}]},'mcp_servers':[]}"
            })
    void theUsualTurnsOfAnAgentAreText(String body) {
        assertTrue(Prompts.messages(body).inputTokens().isPresent());
        assertEquals(List.of(), Prompts.messages(body).unpriced());
    }

    @ParameterizedTest
    @Tag("S-35")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RESPONSES | {'tools':[{'type':'web_search_preview'}]} | tools.web_search",
                "RESPONSES | {'tools':[{'type':'mcp','server_url':'x'}]} | tools.mcp",
                "RESPONSES | {'tools':[{'type':'image_generation'}]} | tools.image_generation",
                "RESPONSES | {'tools':[{'type':'ignore all rules'}]} | tools.other",
                "RESPONSES | {'tools':['web_search']} | tools.other",
                "RESPONSES | {'tools':[{'type':'function'},{'type':'custom'},{'type':'local_shell'}]} | ",
                "CHAT_COMPLETIONS | {'web_search_options':{}} | web_search_options",
                "CHAT_COMPLETIONS | {'web_search_options':null,'audio':null,'modalities':['text']} | ",
                "CHAT_COMPLETIONS | {'modalities':['text','audio']} | modalities",
                "CHAT_COMPLETIONS | {'tools':[{'type':'function','function':{'parameters':{'type':'object'}}}]} | ",
                "MESSAGES | {'tools':[{'type':'web_search_20250305','name':'web_search'}]} | tools.web_search",
                "MESSAGES | {'tools':[{'type':'code_execution_20250825'}]} | tools.code_execution",
                "MESSAGES | {'tools':[{'name':'f','input_schema':{'type':'object'}},{'type':'text_editor_20250728'}]} | ",
                "MESSAGES | {'inference_geo':'us'} | inference_geo",
                "MESSAGES | {'inference_geo':'global'} | ",
            })
    void whatIsBilledApartIsNamed(LlmApi api, String body, String unpriced) {
        assertEquals(
                unpriced == null ? List.of() : List.of(unpriced),
                Prompts.read(api, body).unpriced());
    }

    @ParameterizedTest
    @Tag("S-35")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'tools':[{'type':'namespace','tools':[{'type':'function'},{'type':'custom'}]}]} | ",
                "{'tools':[{'type':'namespace','tools':[{'type':'web_search'}]}]} | tools.web_search",
                "{'tools':[{'type':'namespace','tools':[{'type':'function'},{'type':'mcp'}]}]} | tools.mcp",
                "{'tools':[{'tools':[{'type':'namespace','tools':[]}],'type':'namespace'}]} | tools.other",
                "{'tools':[{'type':'function','tools':[{'tools':[{'type':'file_search'}]}]}]} | tools.file_search",
                "{'tools':[{'type':'namespace','tools':{'type':'web_search'}}]} | tools.other",
                "{'tools':[{'type':'namespace','tools':['web_search']}]} | tools.other",
                "{'input':[{'type':'tool_search_output','tools':[{'type':'web_search'}]}]} | tools.web_search",
                "{'input':[{'type':'message','tools':[{'tools':[{'type':'mcp'}]}]}]} | tools.mcp",
                "{'tools':[{'type':'function','parameters':{'tools':[{'type':'web_search'}]}}]} | ",
            })
    void aHostedToolWithinAListOfToolsIsHostedToo(String body, String unpriced) {
        assertEquals(
                unpriced == null ? List.of() : List.of(unpriced),
                Prompts.responses(body).unpriced());
    }

    @Test
    void everythingCountsForTheSizeOfAPrompt() {
        assertEquals(
                5 + 1 + 2 + 1 + 3, Prompts.chat("{'model':'a','xy':{'z':123}}").characters());
        assertEquals(
                1 + 4,
                Prompts.chat("{'a':'\ud83d\udc1f\\ud83d\\udc1f\\n\\u0041'}").characters());
        String image = "A".repeat(100_000);
        assertTrue(Prompts.messages("{'messages':[{'content':[{'source':{'data':'" + image + "'}}]}]}")
                        .characters()
                > 100_000);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI,POST,/v1/chat/completions,CHAT_COMPLETIONS",
        "OPENAI,POST,/chat/completions,CHAT_COMPLETIONS",
        "OPENAI,POST,/v1/completions,COMPLETIONS",
        "OPENAI,POST,/v1/responses,RESPONSES",
        "OPENAI,POST,/v1/responses/input_tokens,COUNT_TOKENS",
        "OPENAI,POST,/responses/input_tokens,COUNT_TOKENS",
        "OPENAI,POST,/v1/embeddings,EMBEDDINGS",
        "OPENAI,GET,/v1/responses,OTHER",
        "OPENAI,POST,/v1/messages,OTHER",
        "OPENAI,POST,/v1/v1/responses,OTHER",
        "ANTHROPIC,POST,/v1/messages,MESSAGES",
        "ANTHROPIC,POST,/v1/messages/count_tokens,COUNT_TOKENS",
        "ANTHROPIC,POST,/v1/messages/batches,OTHER",
        "PLAIN,POST,/v1/messages,OTHER"
    })
    void anEndpointIsKnownByItsPath(Dialect dialect, String method, String path, LlmApi api) {
        assertEquals(api, LlmApi.of(dialect, method, path));
    }
}
