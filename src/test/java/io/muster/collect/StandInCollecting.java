package io.muster.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsEstate;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Builds an estate by AWS's writing calls in moto or LocalStack, collects every kind, and compares every attribute with
 * what was made. Where the stand-in is known not to keep what it was told, the test says so.
 */
@ResourceLock(AwsStandIn.LOCK)
abstract class StandInCollecting {

    static final String ACCOUNT = AwsStandIn.ACCOUNT;

    /** By which a stand-in says that it lacks an operation: a page of HTML, where AWS has an error with a code. */
    private static final Set<String> STAND_IN_LACKS_IT = Set.of("HTTP_404", "HTTP_500", "HTTP_501");

    static AwsEstate estate;
    static AwsScope aws;

    private static TestClients clients;

    @BeforeAll
    static void start() {
        estate = AwsEstate.shared();
        clients = TestClients.at(AwsStandIn.endpoint(), Map.of("max-attempts", "1"));
        aws = new AwsScope(
                Scope.of(ACCOUNT, AwsEstate.REGION), clients.clients().session(AwsAccess.direct(ACCOUNT)));
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    static void assertRecent(Instant time) {
        assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(10));
    }

    static <T extends Record> Resource<T> one(Collector<T> collector, String resourceId) {
        return all(collector).stream()
                .filter(resource -> resource.resourceId().equals(resourceId))
                .findFirst()
                .orElseThrow();
    }

    static <T extends Record> List<Resource<T>> all(Collector<T> collector) {
        AwsScope scope = collector.kind().global() ? new AwsScope(aws.scope().global(), aws.session()) : aws;
        Collection<T> collection = collector.collect(scope).await().indefinitely();
        assertThat(collection.unread()).isEqualTo(Unread.nothing());
        assertThat(collection.gaps()).allMatch(gap -> STAND_IN_LACKS_IT.contains(gap.errorCode()));
        return collection.resources();
    }
}
