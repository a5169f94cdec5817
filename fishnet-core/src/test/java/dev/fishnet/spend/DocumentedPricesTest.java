package dev.fishnet.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What answers cost by the providers' price pages, in micro-dollars, worked out by hand: a dollar for a million tokens
 * is a micro-dollar for each.
 */
class DocumentedPricesTest {
    @ParameterizedTest(name = "{0}: {1} in, {2} read, {3} and {4} written, {5} out, {6}")
    @CsvSource({
        // OpenAI
        "gpt-4o,                     1000,   0,     0,    0,   500,  STANDARD, 7500", // 1000*2.5 + 500*10
        "gpt-4o-2024-08-06,          80,     1920,  0,    0,   300,  STANDARD, 5600", // 200 + 1920*1.25 + 3000
        "gpt-4o-2024-05-13,          1000,   0,     0,    0,   500,  STANDARD, 12500", // 1000*5 + 500*15
        "gpt-4o,                     1000,   0,     0,    0,   500,  PRIORITY, 12750", // 1000*4.25 + 500*17
        "gpt-4o-mini,                1000,   0,     0,    0,   1000, STANDARD, 750", // 150 + 600
        "gpt-4o-mini,                7,      0,     0,    0,   1,    STANDARD, 2", // 1.05 + 0.6 = 1.65
        "gpt-4o-mini,                1000,   0,     0,    0,   1000, BATCH,    375", // half of 750
        "gpt-4.1-2025-04-14,         10000,  30000, 0,    0,   2000, STANDARD, 51000", // 20000 + 15000 + 16000
        "gpt-4.1-nano,               1000,   1000,  0,    0,   1000, STANDARD, 525", // 100 + 25 + 400
        "gpt-5,                      1200,   800,   0,    0,   2048, STANDARD, 22080", // 1500 + 100 + 20480
        "gpt-5-mini,                 1000,   0,     0,    0,   1000, FLEX,     1125", // half of 250 + 2000
        "gpt-5-mini,                 1000,   0,     0,    0,   1000, PRIORITY, 4050", // 450 + 3600
        "gpt-5-nano,                 1,      0,     0,    0,   0,    STANDARD, 1", // 0.05, rounded up
        "gpt-5.4,                    272000, 0,     0,    0,   1000, STANDARD, 695000", // 272000*2.5 + 15000
        "gpt-5.4,                    272001, 0,     0,    0,   1000, STANDARD, 1382505", // 272001*5 + 22500
        "gpt-5.5,                    1000,   0,     0,    0,   1000, PRIORITY, 87500", // 12500 + 75000
        "gpt-6-luna,                 1000,   1000,  1000, 0,   1000, STANDARD, 735", // 100 + 10 + 125 + 500
        "o3,                         1000,   1000,  0,    0,   5000, STANDARD, 42500", // 2000 + 500 + 40000
        "o3,                         1000,   1000,  0,    0,   5000, PRIORITY, 74375", // 3500 + 875 + 70000
        "o4-mini-2025-04-16,         1000,   0,     0,    0,   1000, STANDARD, 5500", // 1100 + 4400
        "o1,                         100,    0,     0,    0,   1000, STANDARD, 61500", // 1500 + 60000
        "text-embedding-3-small,     8,      0,     0,    0,   0,    STANDARD, 1", // 0.16, rounded up
        "text-embedding-3-small,     100000, 0,     0,    0,   0,    STANDARD, 2000", // 100000*0.02
        "text-embedding-3-large,     100000, 0,     0,    0,   0,    STANDARD, 13000", // 100000*0.13
        // Anthropic
        "claude-opus-4-1-20250805,   1000,   0,     0,    0,   1000, STANDARD, 90000", // 15000 + 75000
        "claude-opus-4-8,            1000,   0,     0,    0,   1000, PRIORITY, 60000", // fast: 10000 + 50000
        "claude-opus-4-6,            1000,   0,     0,    0,   1000, PRIORITY, 180000", // fast: 30000 + 150000
        "claude-opus-5-5,            1000,   10000, 0,    0,   1000, STANDARD, 26000", // 4000 + 2000 + 20000
        "claude-sonnet-4-20250514,   2095,   0,     0,    0,   503,  STANDARD, 13830", // 6285 + 7545
        "claude-sonnet-4-20250514,   50,     2000,  1000, 0,   503,  STANDARD, 12045", // 150 + 600 + 3750 + 7545
        "claude-sonnet-4-20250514,   50,     0,     0,    1000, 100, STANDARD, 7650", // 150 + 6000 + 1500
        "claude-sonnet-4-5-20250929, 200000, 0,     0,    0,   100,  STANDARD, 601500", // 600000 + 1500
        "claude-sonnet-4-5-20250929, 200000, 1,     0,    0,   100,  STANDARD, 1202251", // 1200000 + 0.6 + 2250
        "claude-haiku-4-5,           1000,   0,     0,    0,   1000, BATCH,    3000", // half of 1000 + 5000
        "claude-haiku-5-5,           100000, 0,     0,    0,   1000, STANDARD, 10500", // 10000 + 500
        "claude-haiku-5-5,           100001, 0,     0,    0,   1000, STANDARD, 52501", // 50000.5 + 2500
        "claude-3-haiku-20240307,    1000,   1000,  1000, 0,   1000, STANDARD, 1830" // 250 + 30 + 300 + 1250
    })
    void anAnswerCostsWhatThePageSays(
            String model, long input, long read, long write, long writeLong, long output, Tier tier, long micros) {
        ModelPrice price = PriceBook.builtIn().priceOf(model).orElseThrow();

        assertEquals(new MicroUsd(micros), price.cost(new Usage(input, read, write, writeLong, output, tier)));
    }
}
