package io.muster.rule.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.kind.TransitGateway;
import io.muster.rule.Judging;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitGatewayAutoAcceptTest {

    @ParameterizedTest
    @MethodSource
    void judges(TransitGateway gateway, String expected) {
        assertThat(Judging.judge(new TransitGatewayAutoAccept(), Made.of("tgw-1", gateway)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("asks", gateway("disable", "enable", "enable"), "PASS"),
                argumentSet("accepts", gateway("enable", "disable", "disable"), "FAIL HIGH"),
                argumentSet("accepts, defaults not told", gateway("enable", null, null), "FAIL HIGH"),
                argumentSet("accepts, associates", gateway("enable", "enable", "disable"), "FAIL HIGH"),
                argumentSet("a full mesh", gateway("enable", "enable", "enable"), "FAIL CRITICAL"),
                argumentSet("not told", gateway(null, "enable", "enable"), "UNKNOWN"),
                argumentSet(
                        "another account's",
                        gateway("available", Estates.OTHER_ACCOUNT, "enable", "enable", "enable"),
                        "NOT_APPLICABLE"),
                argumentSet(
                        "deleted", gateway("deleted", Estates.ACCOUNT, "enable", "enable", "enable"), "NOT_APPLICABLE"),
                argumentSet(
                        "being deleted",
                        gateway("deleting", Estates.ACCOUNT, "enable", "enable", "enable"),
                        "NOT_APPLICABLE"),
                argumentSet("no owner told", gateway("available", null, "enable", null, null), "FAIL HIGH"));
    }

    private static TransitGateway gateway(
            @Nullable String accept, @Nullable String associates, @Nullable String propagates) {
        return gateway("available", Estates.ACCOUNT, accept, associates, propagates);
    }

    private static TransitGateway gateway(
            String state,
            @Nullable String owner,
            @Nullable String accept,
            @Nullable String associates,
            @Nullable String propagates) {
        return new TransitGateway(
                state,
                owner,
                null,
                null,
                List.of(),
                accept,
                associates,
                null,
                propagates,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
