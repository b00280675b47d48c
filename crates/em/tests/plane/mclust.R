# EM in the plane by R's mclust (6.0), with and without its conjugate prior, into mclust.csv: Rscript mclust.R
#
# A line for each component after each of some iterations: case, model, prior, iteration, component, weight, mean (2),
# covariance (xx, xy, yy), and the log-likelihood in all, without the prior, that mclust reports.
# k = 2: Old Faithful from the start of Wikipedia's article on EM; k = 3: penguin bills from three of the points.
suppressMessages(library(mclust))
digits <- function(x) trimws(formatC(x, digits = 17, format = "g"))

start <- function(model, weights, means, covariances) {
  k <- length(weights)
  variance <- switch(model,
    VVV = mclustVariance("VVV", d = 2, G = k), EEE = mclustVariance("EEE", d = 2, G = k),
    VVI = mclustVariance("VVI", d = 2, G = k), VII = mclustVariance("VII", d = 2, G = k))
  pooled <- Reduce(`+`, Map(`*`, weights, covariances))
  chosen <- switch(model,
    VVV = covariances, EEE = rep(list(pooled), k),
    VVI = lapply(covariances, function(s) diag(diag(s))),
    VII = lapply(covariances, function(s) diag(2) * sum(diag(s)) / 2))
  variance$sigma <- array(unlist(chosen), c(2, 2, k))
  if (model == "VVV") variance$cholsigma <- array(unlist(lapply(chosen, chol)), c(2, 2, k))
  if (model == "EEE") { variance$Sigma <- chosen[[1]]; variance$cholSigma <- chol(chosen[[1]]) }
  if (model == "VVI") {
    variance$scale <- sapply(chosen, function(s) sqrt(det(s)))
    variance$shape <- sapply(chosen, function(s) diag(s) / sqrt(det(s)))
  }
  if (model == "VII") { variance$sigmasq <- sapply(chosen, function(s) s[1, 1]); variance$scale <- variance$sigmasq }
  list(pro = weights, mean = t(means), variance = variance)
}

lines <- c()
run <- function(name, points, weights, means, covariances) {
  for (model in c("VVV", "EEE", "VVI", "VII")) for (with in c("none", "conjugate")) {
    prior <- if (with == "conjugate") priorControl() else NULL
    for (iteration in c(1, 2, 3, 5, 8, 12)) {
      fit <- suppressWarnings(em(points, model, start(model, weights, means, covariances), prior = prior,
        control = emControl(eps = 0, tol = c(0, 0), itmax = iteration)))
      for (k in seq_along(weights)) {
        s <- fit$parameters$variance$sigma[, , k]
        row <- c(fit$parameters$pro[k], fit$parameters$mean[, k], s[1, 1], s[1, 2], s[2, 2], fit$loglik)
        lines <<- c(lines, paste(c(name, model, with, iteration, k - 1, digits(row)), collapse = ","))
      }
    }
  }
}

geyser <- as.matrix(read.csv("data/old-faithful.csv"))
same <- matrix(c(0.8, 7, 7, 70), 2)
run("old-faithful", geyser, c(0.5, 0.5), rbind(c(2.8, 75), c(3.6, 58)), list(same, same))
bills <- as.matrix(read.csv("data/penguin-bills.csv")[, 1:2])
n <- nrow(bills)
third <- cov(bills) * (n - 1) / n / 3
run("penguin-bills", bills, rep(1 / 3, 3), bills[c(1, 200, 342), ], list(third, third, third))
writeLines(c("case,model,prior,iteration,component,weight,mean_x,mean_y,xx,xy,yy,loglik", lines), "mclust.csv")
