package io.muster.collect;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Scope;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Collecting from an AWS whose answers each test writes. */
abstract class CannedCollecting {

    CannedAws canned;
    private TestClients clients;
    AwsScope aws;

    @BeforeEach
    void start() {
        canned = new CannedAws();
        clients = TestClients.at(canned.endpoint(), Map.of("max-attempts", "1"));
        aws = new AwsScope(
                Scope.of(AwsStandIn.ACCOUNT, "eu-west-1"),
                clients.clients().session(AwsAccess.direct(AwsStandIn.ACCOUNT)));
    }

    @AfterEach
    void stop() {
        clients.close();
        canned.close();
    }

    final <T extends Record> Collection<T> collect(Collector<T> collector) {
        return collector.collect(aws).await().indefinitely();
    }

    static Collection<?> gap(String operation, String code, String message) {
        return new Collection.Failed<>(List.of(new Gap(operation, code, message)));
    }

    static List<String> ids(Collection<?> collection) {
        return collection.resources().stream().<String>map(Resource::resourceId).toList();
    }

    /** The one resource of a complete listing. */
    final <T extends Record> Resource<T> only(Collector<T> collector) {
        Collection<T> collection = collect(collector);
        if (!(collection instanceof Collection.Complete)
                || collection.resources().size() != 1) {
            throw new AssertionError("Not one resource: " + collection);
        }
        return collection.resources().get(0);
    }
}
