package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions against moto or LocalStack: neither is ours, so neither shares our misreadings. */
class StandInSessionTest {

    private static final String MEMBER = "111122223333";
    private static final String ROLE = "arn:aws:iam::" + MEMBER + ":role/muster";

    private static TestClients clients;

    @BeforeAll
    static void start() {
        clients = TestClients.at(AwsStandIn.endpoint());
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    @Test
    void anAssumedRoleLeadsIntoItsAccount() {
        AwsSession session = clients.clients().session(new AwsAccess(MEMBER, ROLE, "external"));
        assertThat(session.partition().await().indefinitely()).isEqualTo("aws");
        assertThat(session.regions().await().indefinitely())
                .contains("eu-central-1", "us-east-1")
                .isSorted();
        assertThat(session.calls()).isEqualTo(1);
    }

    @Test
    void aRoleOfAnotherAccountIsRefused() {
        AwsSession session = clients.clients().session(new AwsAccess("444455556666", ROLE, null));
        AwsException refused = session.regions()
                .onItemOrFailure()
                .transform((regions, thrown) -> (AwsException) thrown)
                .await()
                .indefinitely();
        assertThat(refused.failure().errorCode()).isEqualTo(AwsFailure.WRONG_ACCOUNT);
    }
}
