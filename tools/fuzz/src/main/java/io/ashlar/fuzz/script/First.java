package io.ashlar.fuzz.script;

import java.util.List;

/**
 * Which of the selected rows an update or delete changes: the first ones in an order without ties.
 *
 * @param order the order
 * @param limit how many
 */
public record First(List<OrderSpec> order, long limit) {}
