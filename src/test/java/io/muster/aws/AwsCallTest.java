package io.muster.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.CannedAws.Signed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;

class AwsCallTest {

    private static final List<String> ACCOUNTS = List.of("111111111111", "222222222222", "333333333333");

    @Test
    void callsOfManyAccountsByOneClientAreSignedWithTheCredentialsOfEach() {
        // given
        ScheduledExecutorService workers = Executors.newScheduledThreadPool(4);
        try (CannedAws aws = new CannedAws().ec2("DescribeVpcs", "<vpcSet/>")) {
            AwsConfig config =
                    TestClients.config(Map.of("endpoint", aws.endpoint().toString()));
            try (ClientFactory factory =
                            TestClients.factory(config, new CountedBudget(config), workers, new EventLoops());
                    Ec2AsyncClient client = factory.open(AwsService.EC2, "eu-central-1")) {

                // when
                List<CompletableFuture<Void>> calls = IntStream.range(0, 60)
                        .mapToObj(i -> ACCOUNTS.get(i % ACCOUNTS.size()))
                        .map(account -> CompletableFuture.completedFuture(account)
                                .thenComposeAsync(asked -> vpcs(client, asked), workers))
                        .toList();
                calls.forEach(CompletableFuture::join);
            }

            // then
            assertThat(aws.signed()).hasSize(60).allSatisfy(AwsCallTest::isSignedByTheAccountThatItNames);
        } finally {
            workers.shutdownNow();
        }
    }

    /** The call names its account in a parameter. */
    private static CompletableFuture<Void> vpcs(Ec2AsyncClient client, String account) {
        return TestClients.call(account, AwsService.EC2.operation("DescribeVpcs"))
                .make(() -> client.describeVpcs(r -> r.vpcIds("vpc-" + account)))
                .thenAccept(answer -> {});
    }

    private static void isSignedByTheAccountThatItNames(Signed call) {
        assertThat(call.form()).contains("vpc-" + call.accessKey().replace(TestClients.ACCESS_KEY, ""));
    }
}
