package io.muster.aws;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A role whose sessions are new with each test, where clients, which are slow to close, are the same for all. */
abstract class CannedSessions {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static CannedAws canned;
    private static TestClients shared;

    CannedAws aws;
    AwsClients clients;
    AwsAccess role;

    @BeforeAll
    static void start() {
        canned = new CannedAws();
        shared = TestClients.at(canned.endpoint(), Map.of("max-attempts", "2"));
    }

    @AfterAll
    static void stop() {
        shared.close();
        canned.close();
    }

    @BeforeEach
    void begin() {
        aws = canned;
        aws.clear()
                .query(
                        "AssumeRole",
                        "<Credentials><AccessKeyId>a</AccessKeyId><SecretAccessKey>s</SecretAccessKey>"
                                + "<SessionToken>t</SessionToken></Credentials>");
        clients = shared.clients();
        role = new AwsAccess(
                AwsStandIn.ACCOUNT,
                "arn:aws:iam::" + AwsStandIn.ACCOUNT + ":role/r",
                "test " + TESTS.incrementAndGet());
    }

    AwsSession session() {
        return clients.session(role);
    }

    static AwsFailure failure(Uni<?> asked) {
        return asked.onItemOrFailure()
                .transform((answer, thrown) -> ((AwsException) thrown).failure())
                .await()
                .indefinitely();
    }
}
