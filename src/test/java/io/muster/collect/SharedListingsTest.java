package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsOperation;
import io.muster.inventory.kind.KeyPair;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The outcome of a kind's listing, which is read once in a scope. */
class SharedListingsTest extends CannedCollecting {

    private int asked;

    private final Collector<KeyPair> keys = new Collector<>() {
        @Override
        public Class<KeyPair> type() {
            return KeyPair.class;
        }

        @Override
        public Set<AwsOperation> operations() {
            return Set.of();
        }

        @Override
        public Uni<Collection<KeyPair>> collect(AwsScope scope) {
            asked++;
            return Uni.createFrom().item(new Collection.Complete<>(List.of()));
        }
    };

    @Test
    void aCollectorIsAskedWhenItsOutcomeIsWaitedFor() {
        // when
        Uni<Collection<KeyPair>> outcome = aws.collected(keys);

        // then not before: it may need another kind's outcome, which changes the map that holds this one
        assertThat(asked).isZero();
        assertThat(outcome.await().indefinitely()).isEqualTo(new Collection.Complete<>(List.of()));
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aCollectorIsAskedOnce() {
        aws.collected(keys).await().indefinitely();
        aws.collected(keys).await().indefinitely();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void aListingIsWalkedAnewAfterItWasLetGo() {
        // given
        aws.collected(keys).await().indefinitely();

        // when
        aws.listings().forget();

        // then
        aws.collected(keys).await().indefinitely();
        assertThat(asked).isEqualTo(2);
    }
}
