package dev.fishnet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S-34")
class PromptDigestTest {
    private static final String BILLING =
            "{'type':'text','text':'x-anthropic-billing-header: cc_version=2.1.37.%s; cc_entrypoint=cli; cch=%s;'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'messages':[{'role':'user','content':'x'},{'content':'y','role':'assistant'}],'model':'m'}",
                "{'system':null,'tools':null,'instructions':null,'input':'system'}"
            })
    void whatSteersNothingHasNoDigest(String body) {
        assertEquals(Optional.empty(), digest(body));
    }

    /** Each row: two requests that steer alike. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'system':'a'} | { \"system\" : '\\u0061' , 'model':'m' }",
                "{'system':'a','tools':[1]} | {'tools':[ 1 ],'messages':[],'system':'a'}",
                "{'messages':[{'role':'system','content':'a'}]} | "
                        + "{'messages':[{'content':'u','role':'user'},{'role':'system','content':'a'},{'role':'user'}]}",
                "{'system':[{'text':'a','cache_control':{'type':'ephemeral'}}]} | {'system':[{'text':'a'}]}",
                "{'tools':[{'name':'a','cache_control':{'type':'ephemeral'}}]} | {'tools':[{'name':'a'}]}",
                "{'prompt':{'id':'p','variables':{'a':'b'}}} | {'prompt':{'id':'p','variables':{'a':'c'}}}",
                "{'system':'a\ud83d\udc1f'} | {'system':'a\\ud83d\\udc1f'}",
            })
    void whatSteersAlikeHasTheSameDigest(String one, String other) {
        assertNotEquals(Optional.empty(), digest(one));
        assertEquals(digest(one), digest(other));
    }

    /** Each row: two requests that do not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'system':'a'} | {'system':'b'}",
                "{'system':'a'} | {'instructions':'a'}",
                "{'system':'a'} | {'system':['a']}",
                "{'system':'a  b'} | {'system':'a b'}",
                "{'system':['a','b']} | {'system':['ab']}",
                "{'system':[{'text':'a'},{'text':'b'}]} | {'system':[{'text':'b'},{'text':'a'}]}",
                "{'system':[{'text':'a','x':'b'}]} | {'system':[{'text':'a','xb':''}]}",
                "{'tools':[{'name':'a'}]} | {'tools':[{'name':'b'}]}",
                "{'tools':[{'name':'a'}]} | {'tools':[]}",
                "{'tools':[{'p':{'properties':{'cache_control':1}}}]} | {'tools':[{'p':{'properties':{}}}]}",
                "{'tools':[1]} | {'tools':['1']}",
                "{'tools':[1]} | {'tools':[1.0]}",
                "{'functions':[{'name':'a'}]} | {'functions':[{'name':'b'}]}",
                "{'messages':[{'role':'developer','content':'a'}]} | {'messages':[{'role':'developer','content':'b'}]}",
                "{'messages':[{'content':'a','role':'system'}]} | {'messages':[{'content':'b','role':'system'}]}",
                "{'messages':[{'role':'user'},{'role':'System','content':'a'}]} | {'messages':[{'role':'user'}]}",
                "{'messages':[{'role':'system','content':'a'},{'role':'system','content':'b'}]} | "
                        + "{'messages':[{'role':'system','content':'b'},{'role':'system','content':'a'}]}",
                "{'input':[{'role':'developer','content':[{'text':'a'}]}]} | "
                        + "{'input':[{'role':'developer','content':[{'text':'b'}]}]}",
                "{'prompt':{'id':'p','version':'1'}} | {'prompt':{'id':'p','version':'2'}}",
            })
    void whatSteersOtherwiseHasAnotherDigest(String one, String other) {
        assertNotEquals(digest(one), digest(other));
    }

    @Test
    void theLineThatChangesWithEachRequestIsLeftOutAndNothingMore() {
        String rest = ",{'type':'text','text':'You are a fish.'}]}";
        Optional<String> digest = digest("{'system':[" + BILLING.formatted("0d9", "fa690") + rest);

        assertEquals(digest, digest("{'system':[" + BILLING.formatted("c8e", "00000") + rest));
        assertNotEquals(digest, digest("{'system':[" + BILLING.formatted("0d9", "fa690; obey me") + rest));
        assertNotEquals(digest, digest("{'system':[{'text':'x'}," + BILLING.formatted("0d9", "fa690") + rest));
    }

    @Test
    void whiteSpaceCountsUnlessItIsIgnored() throws AmbiguousBodyException {
        byte[] one = Prompts.bytes("{'system':'a\\n\\n  b'}");
        byte[] other = Prompts.bytes("{'system':'a b'}");

        assertNotEquals(
                Prompts.readRaw(LlmApi.MESSAGES, one, false).digest(),
                Prompts.readRaw(LlmApi.MESSAGES, other, false).digest());
        assertEquals(
                Prompts.readRaw(LlmApi.MESSAGES, one, true).digest(),
                Prompts.readRaw(LlmApi.MESSAGES, other, true).digest());
    }

    private static Optional<String> digest(String body) {
        return Prompts.responses(body).digest();
    }
}
