package dev.fishnet.binance;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sale of a quantity of coins, whose value nobody can tell without the market. */
public final class SaleOrder {
    /** What the bid may rise by until the order is there. */
    private static final BigDecimal MARGIN = new BigDecimal("1.1");

    private static final int MAX_ANSWER = 1024;
    private static final String DECIMAL = "\"([0-9]{1,20}(?:\\.[0-9]{1,18})?)\"";
    private static final Pattern BOOK_TICKER = Pattern.compile(
            "\\{ \"symbol\" : \"([A-Z0-9]{5,20})\" , \"bidPrice\" : D , \"bidQty\" : D , \"askPrice\" : D , \"askQty\" : D }"
                    .replace("D", DECIMAL)
                    .replace(" ", "\\s*"));

    private final OrderTerms terms;
    private final UnsignedRequest request;

    SaleOrder(OrderTerms terms, UnsignedRequest request) {
        this.terms = terms;
        this.request = request;
    }

    /** What to ask of Binance, by GET and without a key: the best bid and ask. */
    public String priceTarget() {
        return Endpoint.TICKER_BOOK.path() + "?symbol=" + terms.symbol();
    }

    UnsignedRequest request() {
        return request;
    }

    /**
     * What the sale can bring at most, by Binance's answer: no bid is above the best, so nothing can be filled above
     * the larger of limit and best bid. Empty when the answer is not one, or nobody bids.
     */
    Optional<BigDecimal> atMost(String bookTicker) {
        if (bookTicker.length() > MAX_ANSWER) {
            return Optional.empty();
        }
        Matcher answer = BOOK_TICKER.matcher(bookTicker.strip());
        if (!answer.matches() || !answer.group(1).equals(terms.symbol())) {
            return Optional.empty();
        }
        BigDecimal bid = new BigDecimal(answer.group(2));
        return bid.signum() == 0
                ? Optional.empty()
                : Optional.of(terms.quantity().multiply(bid).multiply(MARGIN).max(terms.atLeast()));
    }

    /** Without the parameters, which an agent wrote. */
    @Override
    public String toString() {
        return "SaleOrder";
    }
}
