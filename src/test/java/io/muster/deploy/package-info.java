/** What is deployed: manifests, policies and images, held to the application and to each other. */
package io.muster.deploy;
