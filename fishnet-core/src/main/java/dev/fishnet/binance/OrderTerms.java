package dev.fishnet.binance;

import static dev.fishnet.binance.Parameter.ORDER_TYPE;
import static dev.fishnet.binance.Parameter.PRICE;
import static dev.fishnet.binance.Parameter.QUANTITY;
import static dev.fishnet.binance.Parameter.QUOTE_ORDER_QTY;
import static dev.fishnet.binance.Parameter.SIDE;
import static dev.fishnet.binance.Parameter.SYMBOL;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * What an order says of its value, in dollars.
 *
 * @param symbol quoted in a dollar coin
 * @param atLeast what it is worth whatever the market does: the value itself unless {@link #bySale}
 * @param quantity of coins
 * @param bySale whether it sells a quantity to whoever bids, which may bring more
 */
record OrderTerms(String symbol, BigDecimal atLeast, BigDecimal quantity, boolean bySale) {
    private static final Pattern DOLLAR_PAIR = Pattern.compile("(?=[A-Z0-9]{5,20}$)[A-Z0-9]+(USDT|USDC|FDUSD|BUSD)");

    static OrderTerms of(Parameters given) throws RefusedParametersException {
        String symbol = required(given, SYMBOL);
        if (!DOLLAR_PAIR.matcher(symbol).matches()) {
            throw new RefusedParametersException(
                    "the symbol must be quoted in USDT, USDC, FDUSD or BUSD, as BTCUSDT is, for its value to be known");
        }
        boolean sale = required(given, SIDE).equals("SELL");
        return switch (required(given, ORDER_TYPE)) {
            case "MARKET" -> atMarket(given, symbol, sale);
            case "LIMIT" -> atLimit(given, symbol, sale);
            // It is refused by Binance unless it rests in the book, and then fills at its own price.
            case "LIMIT_MAKER" -> atLimit(given, symbol, false);
            default -> throw new RefusedParametersException("the type must be " + ORDER_TYPE.expected());
        };
    }

    private static OrderTerms atLimit(Parameters given, String symbol, boolean sale) throws RefusedParametersException {
        if (given.has(QUOTE_ORDER_QTY)) {
            throw new RefusedParametersException("quoteOrderQty belongs to orders of type MARKET alone");
        }
        BigDecimal quantity = amount(given, QUANTITY);
        return new OrderTerms(symbol, amount(given, PRICE).multiply(quantity), quantity, sale);
    }

    private static OrderTerms atMarket(Parameters given, String symbol, boolean sale)
            throws RefusedParametersException {
        if (given.has(PRICE)) {
            throw new RefusedParametersException("an order of type MARKET has no price");
        }
        if (given.has(QUOTE_ORDER_QTY) && given.has(QUANTITY)) {
            throw new RefusedParametersException("only one of quantity and quoteOrderQty can hold");
        }
        if (given.has(QUOTE_ORDER_QTY)) {
            return new OrderTerms(symbol, amount(given, QUOTE_ORDER_QTY), BigDecimal.ZERO, false);
        }
        BigDecimal quantity = amount(given, QUANTITY);
        if (!sale) {
            throw new RefusedParametersException(
                    "a purchase at market must say with quoteOrderQty what it may cost," + " or be of type LIMIT");
        }
        return new OrderTerms(symbol, BigDecimal.ZERO, quantity, true);
    }

    private static BigDecimal amount(Parameters given, Parameter parameter) throws RefusedParametersException {
        BigDecimal amount = new BigDecimal(required(given, parameter));
        if (amount.signum() == 0) {
            throw new RefusedParametersException("the parameter " + parameter.key() + " must be more than zero");
        }
        return amount;
    }

    private static String required(Parameters given, Parameter parameter) throws RefusedParametersException {
        return given.value(parameter)
                .orElseThrow(() -> new RefusedParametersException("the parameter " + parameter.key() + " is missing"));
    }
}
