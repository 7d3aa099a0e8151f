package io.muster.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.collect.Collection;
import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import io.muster.inventory.kind.InternetGateway;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cell knows how many resources it has, whatever listings it went through. */
@QuarkusTest
class CellCountTest {

    private static final Scope SCOPE = Scope.of(Lab.ACCOUNT, Lab.REGION);

    @Inject
    Lab lab;

    @Inject
    Pool pool;

    @BeforeEach
    @AfterEach
    void reset() {
        lab.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsWhatALookAtTheResourcesWouldFind(long seed) {
        Random random = new Random(seed);
        for (int step = 0; step < 30; step++) {
            // when
            reconcile(random.nextInt(3) == 0 ? complete(random) : partial(random));

            // then
            long counted = lab.number("select coalesce(sum(resources), 0) from cell");
            assertThat(counted)
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(lab.number("select count(*) from resource where deleted_at is null"));
        }
    }

    private void reconcile(Collection<InternetGateway> listing) {
        pool.withTransaction(connection -> ScopeWrite.begin(connection, 1, SCOPE, Clock.systemUTC())
                        .chain(write -> write.reconcile(Map.of(ResourceKind.INTERNET_GATEWAY, listing), Set.of())))
                .await()
                .atMost(Duration.ofMinutes(1));
    }

    private static Collection<InternetGateway> complete(Random random) {
        return new Collection.Complete<>(some(random));
    }

    private static Collection<InternetGateway> partial(Random random) {
        Collection.Gap gap = new Collection.Gap("ec2:DescribeInternetGateways", "Throttling", "too fast");
        return switch (random.nextInt(3)) {
            case 0 -> new Collection.Failed<>(List.of(gap));
            case 1 -> new Collection.Partial<>(some(random), Unread.everythingElse(), List.of(gap));
            default ->
                new Collection.Partial<>(
                        some(random),
                        Unread.only(List.of(SCOPE.arn(ResourceKind.INTERNET_GATEWAY, "igw-1"))),
                        List.of(gap));
        };
    }

    private static List<Resource<InternetGateway>> some(Random random) {
        return IntStream.range(0, 6)
                .filter(i -> random.nextBoolean())
                .mapToObj(i -> gateway("igw-" + i, "vpc-" + random.nextInt(2)))
                .toList();
    }

    private static Resource<InternetGateway> gateway(String id, String vpcId) {
        ResourceKind kind = ResourceKind.INTERNET_GATEWAY;
        return new Resource<>(
                SCOPE.arn(kind, id), kind, SCOPE, id, null, Map.of(), new InternetGateway(List.of(vpcId)));
    }
}
