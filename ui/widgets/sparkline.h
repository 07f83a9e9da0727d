// A small curve in a table cell: the model gives its points under SparklineDelegate::kPoints.
#pragma once
#include <QStyledItemDelegate>

namespace lathe::ui {

class Theme;

class SparklineDelegate : public QStyledItemDelegate {
  Q_OBJECT
 public:
  static constexpr int kPoints = Qt::UserRole + 50;      // QVector<double>
  SparklineDelegate(const Theme& theme, QObject* parent);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  const Theme& theme_;
};

}  // namespace lathe::ui
