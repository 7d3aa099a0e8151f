/**
 * The way to AWS: sessions, clients, pages, budgets, failures.
 *
 * <p>STS comes from Quarkus Amazon Services. There is no such extension for EC2, so the clients of all other services are
 * built from the SDK in the same style, here and nowhere else: each service is a constant of
 * {@link io.muster.aws.AwsService}.
 */
package io.muster.aws;
