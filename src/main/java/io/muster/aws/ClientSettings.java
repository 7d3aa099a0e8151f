package io.muster.aws;

import java.util.concurrent.Executor;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/** The settings that a client of any service is built with. */
record ClientSettings(
        AwsConfig config,
        Region region,
        SdkAsyncHttpClient http,
        Executor workers,
        ClientOverrideConfiguration overrides) {

    <B extends AwsClientBuilder<B, ?> & AwsAsyncClientBuilder<B, ?>> B applyTo(B builder) {
        config.endpoint().ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(new CredentialsOfCall())
                .httpClient(http)
                .asyncConfiguration(
                        async -> async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, workers))
                .overrideConfiguration(overrides);
    }
}
