package io.muster.estate.reach;

import io.muster.estate.Estate;
import io.muster.inventory.kind.Scope;
import java.util.Optional;
import java.util.stream.Stream;

/** Who tells of the networks of an estate: itself of its own, and other accounts and regions of theirs. */
record NetworkOwners(Estate asking) {

    /** Empty where the account is not registered, or has nothing of it in the region. */
    Optional<Estate> at(String account, String region) {
        Scope own = asking.scope();
        return account.equals(own.accountId()) && region.equals(own.region())
                ? Optional.of(asking)
                : asking.beside().owner(account, region);
    }

    Stream<Estate> all() {
        return Stream.concat(Stream.of(asking), asking.beside().owners());
    }

    /** Whether a table of the VPC is told to lead to the target. */
    boolean lead(String vpc, String target) {
        return all().anyMatch(teller -> RouteTables.of(teller).lead(vpc, target));
    }
}
