package io.muster.aws;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/**
 * The properties of a service, from which its clients, budgets and retries follow.
 *
 * @param name       the prefix of its IAM actions
 * @param regional   whether it has an endpoint per region; else it has one per partition
 * @param onlyRegion the one region in which a service without regions answers, in the partition {@code aws}
 * @param opening    builds a client
 * @param partitions the partitions that have it; none where all have
 * @param telling    whether its answers have their members even if these are empty
 */
record ServiceDeclaration<C extends AwsClient>(
        String name,
        boolean regional,
        Optional<String> onlyRegion,
        Function<ClientSettings, C> opening,
        RequestRates rates,
        ErrorCodes errors,
        Set<String> partitions,
        boolean telling) {

    /** The names of the SDK's endpoints that are not the prefix of the IAM actions. */
    private static final Map<String, String> ENDPOINTS = Map.of("cloudwatch", "monitoring");

    /** A service for which AWS publishes no rates. */
    static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AwsClient>
            ServiceDeclaration<C> perRegion(String name, Supplier<B> builder, ErrorCodes errors) {
        return perRegion(name, builder, RequestRates.UNPUBLISHED, errors);
    }

    static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AwsClient>
            ServiceDeclaration<C> perRegion(String name, Supplier<B> builder, RequestRates rates, ErrorCodes errors) {
        return of(name, true, Optional.empty(), builder, rates, errors);
    }

    static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AwsClient>
            ServiceDeclaration<C> perPartition(
                    String name, Supplier<B> builder, RequestRates rates, ErrorCodes errors) {
        return of(name, false, Optional.empty(), builder, rates, errors);
    }

    /** A service without regions that answers in one region of the partition {@code aws}. */
    static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AwsClient>
            ServiceDeclaration<C> at(
                    String region, String name, Supplier<B> builder, RequestRates rates, ErrorCodes errors) {
        return of(name, false, Optional.of(region), builder, rates, errors);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C extends AwsClient>
            ServiceDeclaration<C> of(
                    String name,
                    boolean regional,
                    Optional<String> onlyRegion,
                    Supplier<B> builder,
                    RequestRates rates,
                    ErrorCodes errors) {
        return new ServiceDeclaration<>(
                name,
                regional,
                onlyRegion,
                settings -> settings.applyTo(builder.get()).build(),
                rates,
                errors,
                Set.of(),
                true);
    }

    /** Whether AWS offered it in the region when the SDK was built. */
    boolean offeredIn(String region) {
        return !regional
                || ServiceMetadata.of(ENDPOINTS.getOrDefault(name, name))
                        .regions()
                        .contains(Region.of(region));
    }

    /** The declaration of a service whose answers leave empty members out: its answers are not checked for required members. */
    ServiceDeclaration<C> leavingOutEmptyMembers() {
        return new ServiceDeclaration<>(name, regional, onlyRegion, opening, rates, errors, partitions, false);
    }

    /** The declaration of a service that the other partitions do not have. */
    ServiceDeclaration<C> onlyIn(String... having) {
        return new ServiceDeclaration<>(name, regional, onlyRegion, opening, rates, errors, Set.of(having), telling);
    }
}
