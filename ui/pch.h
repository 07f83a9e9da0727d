// Qt's own headers, compiled once for all rooms of the window.
#pragma once
#include <QtWidgets>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>
