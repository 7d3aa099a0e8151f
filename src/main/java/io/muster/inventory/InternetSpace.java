package io.muster.inventory;

import java.math.BigInteger;
import java.util.List;

/**
 * The addresses that count as the internet, for queries over all security groups. The floor that judges single groups implements
 * it, so that both agree. Addresses are numbers, as the database function {@code address_range} has them, in PostgreSQL's
 * notation of a {@code nummultirange}.
 */
public interface InternetSpace {

    /** The offset that is added to an IPv6 address to get its number. */
    BigInteger IPV6_FROM = BigInteger.ONE.shiftLeft(40);

    /** Every public address. */
    String addresses();

    /** A source counts as the internet if it has one of these shares. */
    List<Share> shares();

    /** A range, and the least number of its addresses that counts. */
    record Share(String addresses, BigInteger least) {}

    /** The endings of the names of prefix lists by which AWS lets in its own services: they are not the internet. */
    List<String> servicesOfAws();
}
