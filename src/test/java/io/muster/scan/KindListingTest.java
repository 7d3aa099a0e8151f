package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsOperation;
import io.muster.collect.AwsScope;
import io.muster.collect.Collection;
import io.muster.collect.Collector;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.inventory.kind.Vpc;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a collector that fails costs. */
class KindListingTest {

    /** Fails as it is told. */
    private record Failing(Throwable failure) implements Collector<Vpc> {
        @Override
        public Class<Vpc> type() {
            return Vpc.class;
        }

        @Override
        public Set<AwsOperation> operations() {
            return Set.of();
        }

        @Override
        public Uni<Collection<Vpc>> collect(AwsScope aws) {
            return Uni.createFrom().failure(failure);
        }
    }

    @Test
    void anErrorOfMustersOwnCostsTheKind() {
        // when
        KindListing listing = listed(new NullPointerException("a part that is missing"));

        // then
        assertThat(listing)
                .isEqualTo(new KindListing(
                        ResourceKind.VPC,
                        new Collection.Failed<>(List.of(new Collection.Gap(
                                "muster:Scan",
                                AwsFailure.INTERNAL,
                                "Muster could not read the listing; see its log")))));
    }

    @Test
    void aDatabaseThatIsAwayFailsTheTask() {
        PgException away = new PgException("terminating connection", "FATAL", "57P01", null);
        assertThatThrownBy(() -> listed(away)).isSameAs(away);
    }

    private static KindListing listed(Throwable failure) {
        AwsScope aws = new AwsScope(Scope.of("111111111111", "eu-west-1"), null);
        return KindListing.of(new Failing(failure), Set.of(), aws).await().indefinitely();
    }
}
