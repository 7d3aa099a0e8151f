package io.muster.estate.reach;

import io.muster.estate.traffic.Cidr;
import io.muster.estate.traffic.CidrSet;
import jakarta.annotation.Nullable;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses as AWS writes them, as sets; what is no address counts for nothing. */
final class Addresses {

    private Addresses() {}

    static CidrSet of(Collection<String> texts) {
        return CidrSet.of(
                texts.stream().map(Cidr::tryParse).flatMap(Optional::stream).toList());
    }

    static CidrSet of(@Nullable String text, List<String> others) {
        return of(Stream.concat(Stream.ofNullable(text), others.stream()).toList());
    }
}
