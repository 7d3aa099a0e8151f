/**
 * The way to AWS: sessions, clients, pages, budgets, failures.
 *
 * <p>STS comes from Quarkus Amazon Services. There is no such extension for EC2, so the EC2 and IAM clients are built
 * from the SDK in the same style, here and nowhere else.
 */
package io.muster.aws;
