package io.muster.aws.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An organization in moto is read as it was made. */
class OrganizationReaderTest {

    private static final String MANAGEMENT = "900000000001";

    private static TestClients clients;

    @BeforeAll
    static void start() {
        clients = TestClients.at(AwsStandIn.endpoint(), Map.of("budget-fraction", "1"));
    }

    @AfterAll
    static void stop() {
        if (clients != null) {
            clients.close();
        }
    }

    @Test
    void everyAccountHasItsPlaceAndItsTags() {
        // given
        MadeOrganization made = MadeOrganization.in(MANAGEMENT, clients);
        String production = made.unit(made.root(), "Production");
        String payments = made.unit(production, "Pay/ments");
        String shop = made.account(payments, "shop", Map.of("team", "a"));
        String tools = made.account(made.root(), "tools", Map.of());

        // when
        OrganizationReading reading = OrganizationReader.read(clients.clients().session(made.access()))
                .await()
                .indefinitely();

        // then
        assertThat(reading.failures()).isEmpty();
        assertThat(reading.managementAccountId()).isEqualTo(MANAGEMENT);
        assertThat(reading.everyId()).containsExactlyInAnyOrder(MANAGEMENT, shop, tools);
        assertThat(reading.lacks("900000000099")).isTrue();
        assertThat(reading.accounts())
                .extracting(MemberAccount::accountId, account -> account.path().text(), MemberAccount::tags)
                .containsExactlyInAnyOrder(
                        tuple(MANAGEMENT, "/", Map.of()),
                        tuple(shop, "/Production/Pay%2Fments", Map.of("team", "a")),
                        tuple(tools, "/", Map.of()));
        assertThat(reading.accounts())
                .filteredOn(account -> account.accountId().equals(shop))
                .allSatisfy(
                        account -> assertThat(account.path().ids()).containsExactly(made.root(), production, payments))
                .allMatch(MemberAccount::active);
    }
}
